// The address of a page as the key of what is remembered about it.
require(Modules.ApplicationStorage);

const page = 'https://shop.example.com/catalogue/kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk';
const short = 'catalogue';

VoxEngine.addEventListener(AppEvents.Started, () => {
  ApplicationStorage.put(short, page, 3600)
    .then(() => ApplicationStorage.put(page, 'seen', 3600))
    .then(() => ApplicationStorage.remove(page))
    .catch((error) => Logger.write(error))
    .finally(() => VoxEngine.terminate());
});
