"""Finds products by what their spec sheets say: "laptop 16 GB RAM under 1.5 kg"."""
