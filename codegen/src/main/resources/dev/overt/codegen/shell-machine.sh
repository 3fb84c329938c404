_telemetry_os=$(command uname -s) _telemetry_arch=$(command uname -m)
case $_telemetry_os in Windows* | MINGW* | MSYS* | CYGWIN*) _telemetry_os=Windows ;;
Linux | Darwin | FreeBSD) ;; *) _telemetry_os=other ;; esac
case $_telemetry_arch in x86_64 | amd64 | x64 | x86-64) _telemetry_arch=x86_64 ;; riscv64 | s390x) ;;
arm64 | aarch64) _telemetry_arch=arm64 ;; arm | armv[67]l | armhf | arm32) _telemetry_arch=arm ;;
x86 | i[3-6]86 | ia32) _telemetry_arch=x86 ;; ppc64le | ppc64el) _telemetry_arch=ppc64le ;;
*) _telemetry_arch=other ;; esac
