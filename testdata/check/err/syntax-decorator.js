function logged(target, context) {
  return function (...args) {
    Logger.write(context.name);
    return target.apply(this, args);
  };
}

class Menu {
  @logged
  start(call) {
    call.answer();
  }
}

const menu = new Menu();
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  menu.start(call);
});
