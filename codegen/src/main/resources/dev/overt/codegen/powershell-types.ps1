'installer' { Get-OvertText $Property.Word }
'ci' { if (Test-OvertTruthy 'CI') { 'true' } else { 'false' } }
'flag' { if (@('true', 'false') -ccontains (Get-OvertWord $Value)) { Get-OvertWord $Value } }
'os' { Get-OvertText (Get-OvertSystem) }
'arch' { Get-OvertText (Get-OvertProcessor) }
'words' { Get-OvertOneOf $Property $Value $Property.Words }
'platform' {
  $at = [Array]::IndexOf($Property.Machines, (Get-OvertSystem) + '-' + (Get-OvertProcessor))
  if ($Value -ceq '' -and $at -ge 0) { $Value = $Property.Words[$at] }
  Get-OvertOneOf $Property $Value $Property.Words
}
'version' { Get-OvertVersion $Property $Value }
'range' { Get-OvertNumber $Property $Value }
