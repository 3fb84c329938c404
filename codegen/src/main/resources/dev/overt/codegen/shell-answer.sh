
# What the person has answered the tool: unset, granted or denied; '' where that cannot be told.
_telemetry_answer() {
  _telemetry_word='unset'
  if ! _telemetry_absent @STATE@; then _telemetry_preference @STATE@ consent || _telemetry_word=''; fi
  case $_telemetry_word in unset | granted | denied) ;; *) _telemetry_word='' ;; esac
  if [ -n "$_telemetry_word" ] && ! _telemetry_absent @REFUSAL@; then _telemetry_word=denied; fi
}
