# docker build -t digipanel-bot .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
# Packages first: this layer is rebuilt only when a version changes.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/Digipanel.Bot/Digipanel.Bot.csproj src/Digipanel.Bot/
RUN dotnet restore src/Digipanel.Bot
COPY .editorconfig ./
COPY src/Digipanel.Bot src/Digipanel.Bot
# No launcher beside the .dll: `dotnet` starts it.
RUN dotnet publish src/Digipanel.Bot -c Release --no-restore -p:UseAppHost=false -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
# A fresh volume takes over this folder's owner; the base image names its unprivileged user in APP_UID.
RUN install -d -o "$APP_UID" -g "$APP_UID" -m 700 /data
USER $APP_UID
VOLUME /data
# The base image's own ASPNETCORE_HTTP_PORTS would compete with Urls; the runtime's diagnostics would write outside /data.
ENV ASPNETCORE_HTTP_PORTS= \
    Urls=http://0.0.0.0:8080 \
    Storage__ConnectionString="Data Source=/data/digipanel-bot.db" \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true \
    DOTNET_EnableDiagnostics=0
EXPOSE 8080
# SIGTERM: no new work, running work finishes or is left due; give it 40 seconds (docker stop -t 40).
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["dotnet", "Digipanel.Bot.dll", "healthcheck", "http://127.0.0.1:8080"]
ENTRYPOINT ["dotnet", "Digipanel.Bot.dll"]
