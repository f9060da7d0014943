#!/usr/bin/env bash
# Fills a fresh, running server with demo data over its REST API, as people would: the firm is created by the system
# administrator, everybody activates the account from the mail that arrives. All passwords are random.
#
# Usage: seed.sh FOLDER, where the server was unpacked and demo.env holds its address (RATTACHE=…).
# Adds the log-ins to that file, to be sourced by a shell, and prints them.
set -euo pipefail

env_file=$1/demo.env
data=$1/data
# shellcheck source=/dev/null
. "$env_file"
address=$RATTACHE
jar=$(mktemp)
trap 'rm -f "$jar"' EXIT

say() { printf '  %s\n' "$*"; }

random_password() { head -c 18 /dev/urandom | base64 | tr '+/' '-_'; }

# call METHOD PATH [JSON]: one request in the current session.
call() {
  curl -sS --fail-with-body -b "$jar" -c "$jar" -X "$1" -H "X-CSRF-Token: ${csrf:-}" \
    -H 'Content-Type: application/json' ${3:+-d "$3"} "$address$2"
}

# log_in EMAIL PASSWORD
log_in() {
  : >"$jar"
  csrf=
  csrf=$(call POST /api/identity/v1/session "$(jq -n --arg e "$1" --arg p "$2" '{email: $e, password: $p}')" | jq -r .csrfToken)
}

# activate EMAIL PASSWORD NAME: waits for the mail with the one-time link and uses it.
activate() {
  local token=
  for _ in $(seq 300); do
    token=$(grep -ls "$1" "$data"/mail/*.eml 2>/dev/null | sort | while read -r mail; do
      # undo the soft line breaks of quoted-printable, then find the link
      sed -e ':all;N;$!b all;s/=\r\{0,1\}\n//g' "$mail" | grep -o '/activation/[A-Za-z0-9._~-]*' | head -n 1
    done | tail -n 1) || true
    [ -n "$token" ] && break
    sleep 0.1
  done
  [ -n "$token" ] || { echo "No mail with an activation link for $1 arrived." >&2; return 1; }
  call POST "/api/identity/v1/activations/${token##*/}" \
    "$(jq -n --arg p "$2" --arg n "$3" '{password: $p, name: $n, language: "fr"}')" >/dev/null
}

# client_file NAME SIREN EMAIL CITY: prints its id.
client_file() {
  call POST "/api/clientfile/v1/firms/$firm/client-files" \
    "$(jq -n --arg n "$1" --arg s "$2" --arg e "$3" --arg a "$4" \
      '{name: $n, email: $e, address: $a} + (if $s == "" then {} else {siren: $s} end)')" | jq -r .id
}

administrator_password=$(random_password)
operator_password=$(random_password)
holder_password=$(random_password)
operator_email=operateur@batie.example
holder_email=dirigeant@constructor.example

say 'the system administrator changes the one-time password'
once=$(sed -n 's/^one-time password: //p' "$data/first-log-in.txt")
log_in admin@localhost "$once"
call PUT /api/identity/v1/session/password \
  "$(jq -n --arg c "$once" --arg n "$administrator_password" '{current: $c, new: $n}')" >/dev/null
log_in admin@localhost "$administrator_password"

say 'the firm BATIE CONSTRUCTION and its operator'
firm=$(call POST /api/identity/v1/firms "$(jq -n --arg e "$operator_email" \
  '{name: "BATIE CONSTRUCTION", administrator: {email: $e, name: "Camille Opérateur", language: "fr"}}')" | jq -r .id)
activate "$operator_email" "$operator_password" 'Camille Opérateur'
log_in "$operator_email" "$operator_password"

say 'its client files'
constructor=$(client_file CONSTRUCTOR '' "$holder_email" '12 rue des Chantiers, 69003 Lyon')
client_file 'ÉTABLISSEMENTS MARCHAND' '' contact@marchand.example '4 quai de Saône, 71000 Mâcon' >/dev/null
client_file 'Zinguerie du Midi' '' bureau@zinguerie-midi.example '8 avenue du Prado, 13006 Marseille' >/dev/null
client_file 'Menuiserie Lefèvre' '' atelier@lefevre.example '21 rue du Bois, 59000 Lille' >/dev/null
client_file 'Transports Dupont' '' quai@transports-dupont.example 'Zone des Docks, 76600 Le Havre' >/dev/null

say 'CONSTRUCTOR is invited and creates its legal space'
call POST "/api/clientfile/v1/firms/$firm/client-files/$constructor/invitation" '{}' >/dev/null
activate "$holder_email" "$holder_password" 'Dominique Dirigeant'

chmod 600 "$env_file"
cat >>"$env_file" <<ENV
# The log-ins of this demo; the passwords are random.
ADMINISTRATOR_EMAIL=admin@localhost
ADMINISTRATOR_PASSWORD=$administrator_password
OPERATOR_EMAIL=$operator_email
OPERATOR_PASSWORD=$operator_password
HOLDER_EMAIL=$holder_email
HOLDER_PASSWORD=$holder_password
ENV

cat <<TEXT

  For operators (la passerelle):           $address/gateway/
  For the people behind the companies:     $address/platform/
  The REST API: $address/api/openapi.json describes it; the README leads through it.

  system administrator   admin@localhost                  $administrator_password
  operator of the firm   $operator_email          $operator_password
  manager of CONSTRUCTOR $holder_email   $holder_password

  Mails are written to $data/mail. The log-ins are also in $env_file.
TEXT
