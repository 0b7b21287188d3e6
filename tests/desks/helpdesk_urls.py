"""The helpdesk at the root of its host."""

from django.urls import include, path

urlpatterns = [path("", include("helpdesk.urls"))]
