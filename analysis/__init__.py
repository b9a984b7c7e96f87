"""From pieces of evidence to tidy tables: values of articles, periods, intervals, territories. Pure functions."""
