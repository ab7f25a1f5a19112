package jsvm

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
)

// maxFrames is how many of the user's frames an error keeps.
const maxFrames = 50

// Caller is the user's code that has called a native function. It is cheap to take; its place is worked out when it is
// asked for. The zero Caller is nobody.
type Caller struct {
	vm    *VM
	frame goja.StackFrame
}

// Caller returns the innermost frame of the user's code that is running now, or nobody.
func (vm *VM) Caller() Caller {
	// Mostly there is the native function, and then its caller. Asking for all frames costs more.
	for _, depth := range []int{2, 0} {
		vm.frames = vm.runtime.CaptureCallStack(depth, vm.frames[:0])
		for i := range vm.frames {
			if isUsers(&vm.frames[i]) {
				return Caller{vm, vm.frames[i]}
			}
		}
	}
	return Caller{}
}

// Pos returns the place of the call in the user's source; the zero Pos for nobody.
func (c Caller) Pos() diag.Pos { return c.Frame().Pos }

// Frame returns function and place; the zero Frame for nobody.
func (c Caller) Frame() diag.Frame {
	if c.vm == nil {
		return diag.Frame{}
	}
	return c.vm.userFrame(&c.frame)
}

// String returns the place as "file:line:column", or "".
func (c Caller) String() string { return c.Pos().String() }

// Stack returns the user's frames that are running now, innermost first, at most 50.
func (vm *VM) Stack() []diag.Frame {
	vm.frames = vm.runtime.CaptureCallStack(0, vm.frames[:0])
	return vm.userFrames(vm.frames)
}

// isUsers reports whether a frame belongs to a script, and not to a native function, to the turn itself or to a library.
func isUsers(f *goja.StackFrame) bool { return !isOurs(f.SrcName()) }

// isOurs reports whether a source is no script: the names of all others begin like that of the turn.
func isOurs(name string) bool { return strings.HasPrefix(name, "<") && name != evalFile }

// evalFile is what the engine calls texts that are evaluated.
const evalFile = "<eval>"

func (vm *VM) userFrames(frames []goja.StackFrame) []diag.Frame {
	var users []diag.Frame
	for i := range frames {
		if len(users) == maxFrames {
			break
		}
		if isUsers(&frames[i]) {
			users = append(users, vm.userFrame(&frames[i]))
		}
	}
	return users
}

func (vm *VM) userFrame(f *goja.StackFrame) diag.Frame {
	at := f.Position()
	name := f.FuncName()
	if name == "<anonymous>" {
		name = ""
	}
	return diag.Frame{Func: name, Pos: vm.pos(f.SrcName(), at.Line, at.Column)}
}

// pos turns a place in compiled text into one in the user's source.
func (vm *VM) pos(file string, line, column int) diag.Pos {
	if file == "" {
		file = evalFile
	}
	for _, p := range vm.programs {
		if p.source.Name == file {
			return p.Place(line, column)
		}
	}
	return diag.Pos{File: file, Line: line, Column: column}
}

// parseStack reads the frames from the text of a `stack` property. It returns the fallback if there are none.
func (vm *VM) parseStack(text string, fallback []diag.Frame) []diag.Frame {
	var frames []diag.Frame
	for line := range strings.Lines(text) {
		line, isFrame := strings.CutPrefix(strings.TrimSpace(line), "at ")
		if !isFrame || len(frames) == maxFrames {
			continue
		}
		// "name (file:1:2(3))" or "file:1:2(3)", where 3 counts instructions
		name, place, named := strings.Cut(line, " (")
		if named {
			place = strings.TrimSuffix(place, ")")
		} else {
			name, place = "", line
		}
		if i := strings.LastIndexByte(place, '('); i >= 0 {
			place = place[:i]
		}
		file, row, column, ok := cutPlace(place)
		if !ok || isOurs(file) {
			continue
		}
		if file == evalFile {
			file = ""
		}
		frames = append(frames, diag.Frame{Func: name, Pos: vm.pos(file, row, column)})
	}
	if frames == nil {
		return fallback
	}
	return frames
}

// cutPlace splits "file:line:column".
func cutPlace(s string) (file string, line, column int, ok bool) {
	file, column, ok = cutNumber(s)
	if !ok {
		return "", 0, 0, false
	}
	file, line, ok = cutNumber(file)
	return file, line, column, ok
}

// cutNumber splits off a number after the last colon.
func cutNumber(s string) (head string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return "", 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil
}
