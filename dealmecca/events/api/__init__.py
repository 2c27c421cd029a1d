"""Events over JSON, one noun a file. Clients send the state they want, never a toggle."""
