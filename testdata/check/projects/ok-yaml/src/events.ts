type Hook = (call: Call) => void;

const hooks: Hook[] = [];

function onEachCall(hook: Hook): void {
  hooks.push(hook);
}

onEachCall((call) => call.addEventListener(CallEvents.Disconnected, () => VoxEngine.terminate()));
onEachCall((call: Call): void => call.handleTones(true));
