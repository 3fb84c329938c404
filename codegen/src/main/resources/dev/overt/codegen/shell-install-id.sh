
# The install id: that of the file, which is made of UUID where there is none; UUID alone where no file can be made.
# shellcheck disable=SC3067
_telemetry_install_id() {
  case ${HOME-} in /*) set -- "$1" "$2" "$HOME"@FILE@ ;; *) return ;; esac
  if _telemetry_read_id "$3" || [ $? -eq 2 ]; then return; fi
  if [ -O "$HOME" ] && command mkdir -p "${3%/*}" && echo "$1" >"$3.$2"; then
    [ -e "$3" ] || command ln "$3.$2" "$3"
    _telemetry_read_id "$3" || command mv -f "$3.$2" "$3"
    command rm -f "$3.$2"
  fi
  _telemetry_read_id "$3" || _telemetry_id=$(printf '%s' "$1" | command tr -d -)
}
# That of FILE. Fails with 1 where there is none, and with 2 where something stands in the way that is left alone.
# shellcheck disable=SC3067
_telemetry_read_id() {
  if [ ! -e "$1" ] && [ ! -L "$1" ]; then return 1; fi
  [ ! -L "$1" ] && [ -f "$1" ] && [ -O "$1" ] && [ -O "${1%/*}" ] || return 2
  _telemetry_id=$(command dd bs=257 count=1 <"$1" | command tr -d '[:space:]-')
  case ${#_telemetry_id}:$_telemetry_id in *:*[!0-9A-Fa-f]*) ;; 32:*) return 0 ;; esac
  _telemetry_id='' && return 1
}
