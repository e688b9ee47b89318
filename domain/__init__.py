"""What things are, and the rules that decide: plain values and pure functions, standard library only."""
