"""One archive for many callers: JSON, REST, OpenAI's protocol, MCP."""
