"""Hits to sentences that answer, each with a citation that was checked."""
