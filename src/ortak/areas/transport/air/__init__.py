"""Air links of the region: the facts that ship (`facts`, without NumPy), other files (`files`), answers (`answers`)."""
