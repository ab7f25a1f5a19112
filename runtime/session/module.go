package session

import (
	"fmt"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

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
	// Modules are the built-in modules that require knows, made with [Loader]. It may be nil.
	Modules *require.Registry
	// Required are the hooks of the modules, by module name.
	Required map[string][]func(*Session)
	// WrapLeg makes the Call of a leg.
	WrapLeg func(s *Session, l *telephony.Leg) *Target
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

// Loader returns what loads a built-in module into the session that requires it: by its value, such as "asr", which is what
// require takes, and its name, such as "ASR", which opens its names.
func Loader(value, name string) require.ModuleLoader {
	return func(r *goja.Runtime, _ *goja.Object) {
		s := Of(jsvm.Of(r))
		s.vm.Open(name)
		s.Log("Module loaded: " + value)
		for _, f := range s.opts.API.Required[name] {
			f(s)
		}
	}
}

// enableRequire gives the session its registry of modules. The function that comes with it is taken away again: VoxEngine's
// require returns nothing, and it only warns of what it does not know.
func (s *Session) enableRequire() {
	if s.opts.API.Modules != nil {
		s.modules = s.opts.API.Modules.Enable(s.Runtime())
		_ = s.Runtime().GlobalObject().Delete("require")
	}
}

// Require loads a built-in module; loading it again has no effect (behaviour page, section 1.3).
func (s *Session) Require(value string) {
	if s.modules == nil {
		return
	}
	if _, err := s.modules.Require(value); err != nil {
		s.Warn(diag.CodeModule, fmt.Sprintf("require: there is no module %q", value))
	}
}

// WrapLeg returns the Call of a leg as a target.
func (s *Session) WrapLeg(l *telephony.Leg) *Target { return s.opts.API.WrapLeg(s, l) }

// Opaque stands behind a voice, a profile or a model, whose value is not published: all that is known of it is its name.
type Opaque struct{ Name string }
