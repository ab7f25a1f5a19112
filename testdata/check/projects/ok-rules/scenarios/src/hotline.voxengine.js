// Only calls of users are counted.
if (typeof count === 'function') count();
VoxEngine.forwardCallToUser();
