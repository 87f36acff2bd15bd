"""What the build computes from the gathered tables: SQL files, and Python where it is about names, identity and verdicts."""
