"""Addresses of events; the page of one is in dealmecca/web/urls.py."""

from django.urls import URLPattern, URLResolver, path

from dealmecca.events.views import answers, calendar_feed, event_edit, event_list, met_people, suggestions

app_name = "events"
urlpatterns: list[URLPattern | URLResolver] = [
    path("events", event_list.event_list, name="event_list"),
    path("events/month", event_list.event_month, name="event_month"),
    path("events/new", event_edit.event_create, name="event_create"),
    path("events/suggest", suggestions.suggestion_create, name="suggestion_create"),
    path("events/suggestions", suggestions.suggestion_list, name="suggestion_list"),
    path("events/suggestions/<str:suggestion_id>/decide", suggestions.suggestion_decide, name="suggestion_decide"),
    path("events/calendar", calendar_feed.calendar_settings, name="calendar_settings"),
    path("events/<str:slug>/edit", event_edit.event_edit, name="event_edit"),
    path("events/<str:slug>/publish", event_edit.event_publish, name="event_publish"),
    path("events/<str:slug>/cancel", event_edit.event_cancel, name="event_cancel"),
    path("events/<str:slug>/delete", event_edit.event_delete, name="event_delete"),
    path("events/<str:slug>/restore", event_edit.event_restore, name="event_restore"),
    path("events/<str:slug>/rsvp", answers.event_rsvp, name="event_rsvp"),
    path("events/<str:slug>/attendees", answers.attendee_list, name="attendee_list"),
    path("events/<str:slug>/rating", answers.event_rate, name="event_rate"),
    path("events/<str:slug>/met", met_people.met_people, name="met_people"),
    path("events/<str:slug>/worth", met_people.event_worth, name="event_worth"),
    path("events/<str:slug>/calendar.ics", calendar_feed.event_calendar, name="event_calendar"),
    path("calendar/<str:token>.ics", calendar_feed.calendar_feed, name="calendar_feed"),
]
