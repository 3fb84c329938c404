# VALUE as a version of so many numbers, all of it for 0.
function Get-OvertVersion($Property, $Value) {
  $text = [regex]::Replace($Value.Trim([char[]] (9, 10, 11, 12, 13, 32)), '\Av', '')
  $form = '\A(?=[0-9](?s:.){0,39}\z)[0-9]+(?:\.[0-9]*){0,2}'
  if ($Property.Numbers -eq 0) { $form = '\A[0-9][0-9A-Za-z.+-]{0,39}\z' }
  $kept = [regex]::Match($text, $form).Value
  if ($kept -ceq '') { return Get-OvertOneOf $Property $Value @() }
  if ($Property.Numbers -eq 0) { return Get-OvertText $kept }
  Get-OvertText ([string]::Join('.', ("$kept.0.0".Split('.')[0..($Property.Numbers - 1)] -creplace '\A\z', '0')))
}
