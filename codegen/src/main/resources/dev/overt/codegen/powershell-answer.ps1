# What the person has answered the tool: unset, granted or denied; '' where that cannot be told.
function Get-OvertAnswer {
  $answer = 'unset'
  $state = Get-OvertPath @STATE@
  if ($null -ne (Read-OvertText $state)) { $answer = [string] (Get-OvertPreference $state 'consent') }
  if (@('unset', 'granted', 'denied') -cnotcontains $answer) { return '' }
  if ($null -ne (Read-OvertText (Get-OvertPath @REFUSAL@))) { return 'denied' }
  $answer
}
