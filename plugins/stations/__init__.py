"""Where deputies meet residents: duty centres, liaison stations and points, and the opinions heard there."""
