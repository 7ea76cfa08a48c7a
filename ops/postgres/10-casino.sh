#!/bin/sh
# Runs once, when the volume is empty. The server's role owns its database but is no superuser, so that what is append-only
# by permission is so for the server as well.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$POSTGRES_PASSWORD" --username postgres <<'SQL'
CREATE ROLE casino LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE casino OWNER casino;
SQL
