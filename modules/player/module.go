// Package player is the Player and SequencePlayer classes and the functions of VoxEngine that make their objects (behaviour page,
// sections 4.4, 6.2 to 6.4).
//
// What is played when is [telephony.Player]; this package reads what scripts want to be played and turns what comes of it into the events
// that they know:
//
//	const music = VoxEngine.createURLPlayer({url: 'https://example.com/music.mp3'}, {loop: true});
//	music.sendMediaTo(call);
package player

import (
	"github.com/dop251/goja"

	"voxemu/runtime/session"
)

// Module declares the classes and their factories.
func Module() session.Module {
	return session.Module{
		Name: "player",
		Funcs: []session.Func{
			{Name: "VoxEngine.createTTSPlayer", Call: createTTSPlayer},
			{Name: "VoxEngine.createURLPlayer", Call: createURLPlayer},
			{Name: "VoxEngine.createToneScriptPlayer", Call: createToneScriptPlayer},
			{Name: "VoxEngine.createSequencePlayer", Call: createSequencePlayer},
		},
		Classes: []session.Class{
			{Name: "Player", Methods: append(methods(), method("addMarker", (*Player).addMarker))},
			{Name: "SequencePlayer", Methods: append(methods(), method("addMarker", (*Player).addSegmentMarker))},
		},
	}
}

// methods are those that both classes have.
func methods() []session.Method {
	return []session.Method{
		method("addEventListener", (*Player).addEventListener),
		method("removeEventListener", (*Player).removeEventListener),
		method("id", (*Player).id),
		method("pause", (*Player).pause),
		method("resume", (*Player).resume),
		method("stop", (*Player).stop),
		method("sendMediaTo", (*Player).sendMediaTo),
		method("stopMediaTo", (*Player).stopMediaTo),
	}
}

// method adapts a method of Player.
func method(name string, f func(*Player, goja.FunctionCall) goja.Value) session.Method {
	return session.Method{Name: name, Call: func(_ *session.Session, self any, c goja.FunctionCall) goja.Value {
		return f(self.(*Player), c)
	}}
}

// live are the players of a session that have not ended. They end with it.
type live struct{ all []*Player }

type liveKey struct{}

func liveOf(s *session.Session) *live {
	return session.Local(s, liveKey{}, func() *live {
		l := &live{}
		s.OnStop(func() {
			for _, p := range append([]*Player(nil), l.all...) {
				p.drop()
				_ = p.player.Stop() // it has not ended: it is in the list
			}
		})
		return l
	})
}
