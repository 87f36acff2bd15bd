"""Rules that a schema cannot say: SQL files, and Python where a rule is about words or the contract itself."""
