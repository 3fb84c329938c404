# The system and the processor, in the words of the manifest. Elsewhere than on Windows there is only PowerShell 7.
function Get-OvertSystem {
  if ($OvertTelemetry.Windows) { return 'Windows' }
  if ($IsLinux) { 'Linux' } elseif ($IsMacOS) { 'Darwin' } else { 'other' }
}
function Get-OvertProcessor {
  $word = (Get-OvertWord "$env:PROCESSOR_ARCHITEW6432 $env:PROCESSOR_ARCHITECTURE").Split(' ')[0]
  $type = 'System.Runtime.InteropServices.RuntimeInformation' -as [type]
  if (-not $OvertTelemetry.Windows) { $word = Get-OvertWord ($type::OSArchitecture) }
  $words = @{ 'amd64' = 'x86_64'; 'x64' = 'x86_64'; 'arm64' = 'arm64'; 'x86' = 'x86'; 'arm' = 'arm'; 'armv6' = 'arm'
    'riscv64' = 'riscv64'; 'ppc64le' = 'ppc64le'; 's390x' = 's390x' }
  if ($words.ContainsKey($word)) { $words[$word] } else { 'other' }
}
