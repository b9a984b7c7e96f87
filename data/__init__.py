"""The store, the questions asked of it, the readers of files, and the bundled sample."""
