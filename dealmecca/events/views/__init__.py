"""Pages of events, one file a page. The page of one event mixes domains: dealmecca/web/views/event_page.py."""
