"""Answering in a thread: words, and whether under one's name."""

from django import forms

from dealmecca.forum.actions.rows import COMMENT

EMPTY = {"required": "Write something first."}


class CommentForm(forms.Form):
    """`reply` is the comment that is answered."""

    body = forms.CharField(
        max_length=COMMENT, label="Your reply", widget=forms.Textarea({"rows": 4}), error_messages=EMPTY
    )
    is_anonymous = forms.BooleanField(required=False, label="Anonymously")
    reply = forms.CharField(max_length=25, required=False, widget=forms.HiddenInput)


class CommentEditForm(forms.Form):
    body = forms.CharField(
        max_length=COMMENT, label="Your words", widget=forms.Textarea({"rows": 6}), error_messages=EMPTY
    )
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
