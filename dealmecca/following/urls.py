"""Addresses of what people follow, the feed, and what they are asked to confirm."""

from django.urls import path

from dealmecca.following.views import confirm_ten, feed, follow_button, follow_list

app_name = "following"
urlpatterns = [
    path("companies/<str:slug>/follow", follow_button.company_follow, name="company_follow"),
    path("people/<str:contact_id>/follow", follow_button.contact_follow, name="contact_follow"),
    path("following", follow_list.follow_list, name="follow_list"),
    path("following/<str:follow_id>/end", follow_list.follow_end, name="follow_end"),
    path("feed", feed.feed, name="feed"),
    path("feed/seen", feed.feed_seen, name="feed_seen"),
    path("confirm", confirm_ten.confirm_ten, name="confirm_ten"),
]
