"""How the corridor is run: sailings, lines, weather, limits, investments; the network made into what engines take."""
