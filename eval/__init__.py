"""Question sets, metrics, runs and reports. Imports rag; rag never imports it."""
