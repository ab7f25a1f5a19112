package session

import (
	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/telephony"
)

// Module is one area of the API: what it implements, as data. Which names exist, after which require, and with how
// many parameters is the API table's business; a module only says how they work.
type Module struct {
	// Name is the package name of the module.
	Name string
	// Funcs are functions by their full name, such as "VoxEngine.callPSTN" or "setTimeout".
	Funcs []Func
	// Classes are the classes whose objects the module makes.
	Classes []Class
	// Values are names that are neither functions nor plain data of the table, made on first touch.
	Values []Value
	// WrapLeg makes the Call of a leg. One module of an API has it.
	WrapLeg func(s *Session, l *telephony.Leg) *Target
	// Required is called the first time a script requires the module of that name.
	Required map[string]func(s *Session)
}

// Func is one function of the API. It ignores `this`, as scenarios pass API functions bare.
type Func struct {
	Name string
	Call func(s *Session, c goja.FunctionCall) goja.Value
	// Missing says what of the function isn't emulated, for the page of what is; it may be empty.
	Missing string
}

// Class is one class of the API.
type Class struct {
	Name string
	// Construct makes an object for `new`. Without it the class throws: its objects come from the API only.
	Construct func(s *Session, c goja.ConstructorCall) *goja.Object
	// Methods are bound to their object: they ignore `this`, too.
	Methods []Method
}

// Method is one method of a class; self is what stands behind the object.
type Method struct {
	Name string
	Call func(s *Session, self any, c goja.FunctionCall) goja.Value
	// Missing says what of the method isn't emulated; it may be empty.
	Missing string
}

// Value is a name with a value of its own.
type Value struct {
	Name string
	Make func(s *Session) goja.Value
}

// API is everything that scripts see, built once and shared by all sessions.
type API struct {
	// Globals are the global names.
	Globals *jsvm.Table
	// Instances returns the members of a class's objects, by class name.
	Instances func(class string) *jsvm.Table
	// Gates are the module names that require accepts: value to name ("asr" to "ASR").
	Gates map[string]string
	// LegacyGate reports whether require accepts a value that is no member of Modules. It may be nil.
	LegacyGate func(value string) bool
	// Required are the hooks of the modules, by module name.
	Required map[string][]func(*Session)
	// WrapLeg makes the Call of a leg.
	WrapLeg func(s *Session, l *telephony.Leg) *Target
	// Advice returns what to do about a name that doesn't exist, such as "Call.sendMedia", or "". It may be nil.
	Advice func(name string) string
}

// NewInstance makes an API object of a class, backed by self.
func (s *Session) NewInstance(class string, self any) *goja.Object {
	return s.vm.NewObject(s.opts.API.Instances(class), self, s.Proto(class))
}

// Proto returns the prototype of a class's objects in this session.
func (s *Session) Proto(class string) *goja.Object {
	if p, ok := s.protos[class]; ok {
		return p
	}
	if s.protos == nil {
		s.protos = map[string]*goja.Object{}
	}
	p := s.Runtime().NewObject()
	s.protos[class] = p
	return p
}

// Require loads a built-in module (behaviour page, section 1.3).
func (s *Session) Require(value string) {
	name, known := s.opts.API.Gates[value]
	if !known && s.opts.API.LegacyGate != nil && s.opts.API.LegacyGate(value) {
		name, known = value, true
	}
	if !known {
		s.Warn(diag.CodeModule, "require: there is no module \""+value+"\"")
		return
	}
	if !s.vm.Open(name) {
		return
	}
	s.Log("Module loaded: " + value)
	for _, f := range s.opts.API.Required[name] {
		f(s)
	}
}

// WrapLeg returns the Call of a leg as a target.
func (s *Session) WrapLeg(l *telephony.Leg) *Target { return s.opts.API.WrapLeg(s, l) }

// Opaque stands behind a voice, a profile or a model, whose value is not published: all that is known of it is its name.
type Opaque struct{ Name string }
