
# Whether NUMBER is a whole one of at most 15 digits, from MIN to MAX. Some shells count to two thousand million only.
_telemetry_within() {
  case ${1#-} in '' | *[!0-9]* | 0?* | ????????????????*) return 1 ;; esac
  command awk 'BEGIN { exit !(ARGV[1] + 0 >= ARGV[2] + 0 && ARGV[1] + 0 <= ARGV[3] + 0) }' "$1" "$2" "$3"
}
