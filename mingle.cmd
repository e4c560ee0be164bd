@echo off
rem Runs Mingle from this folder, and builds it before if it has not been built yet.
rem
rem   MINGLE_JAVA_OPTS   further options of the JVM, for example -Xmx8g
rem   MINGLE_CACHE       folder for what is unpacked at the first start

setlocal EnableExtensions
set "ROOT=%~dp0"
set "JAR=%ROOT%bundles\host\target\mingle.jar"

set "JAVA=java.exe"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
set "VERSION=0"
rem Of a command with more than two quotes, cmd /c strips the first and the last; the two with a caret are there for that.
for /f "tokens=3" %%v in ('^""%JAVA%" -version 2^>^&1 ^| findstr /i "version"^"') do if "%%~v" neq "" set "VERSION=%%~v"
for /f "delims=.-+ tokens=1" %%m in ("%VERSION%") do set "MAJOR=%%m"
if %MAJOR% LSS 17 (
    echo mingle: Mingle needs Java 17 or newer, found version %VERSION%. Install a JDK, for example from https://adoptium.net, or set JAVA_HOME to one. 1>&2
    exit /b 1
)

if exist "%JAR%" goto run
echo mingle: building for the first time. This fetches what is missing from Maven Central and takes some minutes. 1>&2
call "%ROOT%mvnw.cmd" -B -q -f "%ROOT%pom.xml" -Dmaven.test.skip=true -Dtest.avx2.skip=true -pl bundles/host -am package
if errorlevel 1 (
    echo mingle: the build failed. If the network failed, simply try again. 1>&2
    exit /b 1
)

:run
set "TUNING=-XX:+UseSerialGC"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
if /i "%~1"=="train" set "TUNING=-XX:+UseParallelGC"
if /i "%~1"=="train" if not defined ONEDNN_PRIMITIVE_CACHE_CAPACITY set "ONEDNN_PRIMITIVE_CACHE_CAPACITY=40000"
if %MAJOR% GEQ 23 set "TUNING=%TUNING% --sun-misc-unsafe-memory-access=allow"
"%JAVA%" %TUNING% -Djava.awt.headless=true %MINGLE_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
