// A request to the session's own URL.
VoxEngine.addEventListener(AppEvents.HttpRequest, ({ method, path }) => `${method} ${path.split('/').pop()}`);
setTimeout(VoxEngine.terminate, 2000);
