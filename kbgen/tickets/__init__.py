"""The request form as data: its checks, and what its page shows."""
