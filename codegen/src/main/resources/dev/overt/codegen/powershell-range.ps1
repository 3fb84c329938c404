# VALUE where it is a whole number of at most 15 digits, from MIN to MAX; the range it falls into, where there are labels.
function Get-OvertNumber($Property, $Value) {
  if (-not [regex]::IsMatch($Value, '\A-?(0|[1-9][0-9]{0,14})\z')) { return }
  $number = [long] $Value
  if ($number -lt $Property.Min -or $number -gt $Property.Max) { return }
  if ($Property.Labels.Count -eq 0) { return $Value }
  $label = 0
  foreach ($bound in $Property.Bounds) { if ($number -ge $bound) { $label++ } }
  Get-OvertText $Property.Labels[$label]
}
