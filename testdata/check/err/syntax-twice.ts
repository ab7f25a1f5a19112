const number: string = '15550100';
let number = VoxEngine.customData();

VoxEngine.addEventListener(AppEvents.Started, () => VoxEngine.terminate());
