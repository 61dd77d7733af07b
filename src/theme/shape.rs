use std::borrow::Cow;
use std::sync::Arc;

use super::Guide;

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

    /// What it is called in the guide to contexts.
    fn name() -> String;

    /// Adds what is in it to the guide.
    fn describe(_: &mut Guide) {}
}

macro_rules! leaves {
    ($($type:ty => $name:literal),* $(,)?) => {
        $(impl Shaped for $type {
            fn shape() -> Shape { Shape::Leaf }
            fn name() -> String { $name.to_owned() }
        })*
    };
}

leaves!(
    String => "text",
    &'static str => "text",
    bool => "yes or no",
    usize => "number",
    u8 => "number",
    i8 => "number",
    i16 => "number",
);

impl<T: Shaped> Shaped for Option<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn name() -> String {
        format!("{}, or nothing", T::name())
    }

    fn describe(guide: &mut Guide) {
        T::describe(guide);
    }
}

impl<T: Shaped> Shaped for Arc<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn name() -> String {
        T::name()
    }

    fn describe(guide: &mut Guide) {
        T::describe(guide);
    }
}

impl<T: Shaped> Shaped for Vec<T> {
    fn shape() -> Shape {
        Shape::List(Arc::new(T::shape()))
    }

    fn name() -> String {
        format!("list of {}", T::name())
    }

    fn describe(guide: &mut Guide) {
        T::describe(guide);
    }
}

/// Declares structs that templates see: serialised, and with a shape derived from their fields.
macro_rules! context {
    ($($(#[doc = $about:expr])* pub struct $name:ident { $($(#[doc = $doc:expr])* pub $field:ident: $type:ty,)* })*) => {
        $(
            $(#[doc = $about])*
            #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
            pub struct $name { $($(#[doc = $doc])* pub $field: $type,)* }

            impl $crate::theme::Shaped for $name {
                fn shape() -> $crate::theme::Shape {
                    $crate::theme::Shape::Fields([
                        $((stringify!($field).into(), <$type as $crate::theme::Shaped>::shape())),*
                    ].into())
                }

                fn name() -> String {
                    stringify!($name).to_owned()
                }

                fn describe(guide: &mut $crate::theme::Guide) {
                    let fields = vec![$((
                        stringify!($field),
                        <$type as $crate::theme::Shaped>::name(),
                        concat!($($doc),*),
                    )),*];
                    if guide.add(stringify!($name), concat!($($about),*), fields) {
                        $(<$type as $crate::theme::Shaped>::describe(guide);)*
                    }
                }
            }
        )*
    };
}
pub(crate) use context;
