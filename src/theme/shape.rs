use std::borrow::Cow;
use std::sync::Arc;

/// What a context holds, for checking the names that templates use. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A text, a number or a truth value: nothing is in it.
    Leaf,
    /// Elements of one shape.
    List(Arc<Shape>),
    /// Named fields.
    Fields(Arc<[(Cow<'static, str>, Shape)]>),
}

impl Shape {
    /// The shape of a field; `None` where there is none of that name.
    pub fn field(&self, name: &str) -> Option<&Shape> {
        match self {
            Self::Fields(fields) => fields
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, shape)| shape),
            Self::Leaf | Self::List(_) => None,
        }
    }

    /// The names of its fields.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Fields(fields) => fields.iter().map(|(name, _)| &**name).collect(),
            Self::Leaf | Self::List(_) => Vec::new(),
        }
    }
}

/// A type that has a shape; made by `context!` for structs.
pub trait Shaped {
    /// Its shape.
    fn shape() -> Shape;
}

macro_rules! leaves {
    ($($type:ty),*) => { $(impl Shaped for $type { fn shape() -> Shape { Shape::Leaf } })* };
}

leaves!(String, bool, usize, u8, i8, i16, &'static str);

impl<T: Shaped> Shaped for Option<T> {
    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Shaped> Shaped for Arc<T> {
    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Shaped> Shaped for Vec<T> {
    fn shape() -> Shape {
        Shape::List(Arc::new(T::shape()))
    }
}

/// Declares structs that templates see: serialised, and with a shape derived from their fields.
macro_rules! context {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$doc:meta])* pub $field:ident: $type:ty,)* })*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
            pub struct $name { $($(#[$doc])* pub $field: $type,)* }

            impl $crate::theme::Shaped for $name {
                fn shape() -> $crate::theme::Shape {
                    $crate::theme::Shape::Fields([
                        $((stringify!($field).into(), <$type as $crate::theme::Shaped>::shape())),*
                    ].into())
                }
            }
        )*
    };
}
pub(crate) use context;
