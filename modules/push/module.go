// Package push is the module PushService: it has no names, but once it is required, calls to users who are not logged in send pushes
// to their devices (behaviour page, section 8.7). What the devices do then, the far end says: asleep 3s.
package push

import "voxemu/runtime/session"

// Module declares what requiring PushService does.
func Module() session.Module {
	return session.Module{
		Name:     "push",
		Required: map[string]func(*session.Session){"PushService": (*session.Session).SendPushes},
	}
}
