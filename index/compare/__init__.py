"""Pure comparison of accounts: values in, values out."""
