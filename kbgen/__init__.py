"""kbgen turns a folder of Markdown into a searchable static self-service support site."""

__version__ = "0.1.0"
