"""The parts of tests/run: what a test is, and one module for each kind of test."""
