VoxEngine.forwardCallToUser();
