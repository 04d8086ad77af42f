import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

import "graphiql/style.css";
import "./page.css";

const { title, examples, variables, headers } = JSON.parse(document.getElementById("settings").textContent);

async function fetcher(operation, { headers: own } = {}) {
  const response = await fetch(location.pathname, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/graphql-response+json, application/json;q=0.9",
      ...own,
    },
    body: JSON.stringify(operation),
  });
  return response.json();
}

// GraphiQL remembers its tabs, and would open one more at each visit for a query or variables given as properties.
if (localStorage.getItem("graphiql:tabState") === null) {
  localStorage.setItem("graphiql:query", examples);
  localStorage.setItem("graphiql:variables", variables);
}

createRoot(document.getElementById("graphiql")).render(
  <GraphiQL fetcher={fetcher} defaultQuery={examples} headers={headers} defaultEditorToolsVisibility="variables">
    <GraphiQL.Logo>{title}</GraphiQL.Logo>
  </GraphiQL>,
);
