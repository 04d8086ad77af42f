"""A made-up network of stations over the real divisions of Liuzhou, with what residents said there in two years."""
