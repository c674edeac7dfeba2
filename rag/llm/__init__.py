"""Language models: what they are told, where they run, when they are asked."""
