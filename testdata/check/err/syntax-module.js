import { greet } from './greet';

export const name = 'reception';

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.Connected, () => greet(call));
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
