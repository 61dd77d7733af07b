use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_mangler::{MangleOptions, Mangler};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// A classic script in few bytes: without comments and spaces, its local names short. What it calls globally stays, since
/// other scripts of the page use it. None where it is no script.
pub(super) fn small_script(text: &str) -> Option<String> {
    let memory = Allocator::default();
    let parsed = Parser::new(&memory, text, SourceType::script()).parse();
    if !parsed.diagnostics.is_empty() {
        return None;
    }
    let names = Mangler::new()
        .with_options(MangleOptions {
            top_level: Some(false),
            ..MangleOptions::default()
        })
        .build(&parsed.program);
    let written = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(Some(names.scoping))
        .build(&parsed.program);
    Some(written.code)
}

#[cfg(test)]
mod tests {
    use super::small_script;

    #[test]
    fn local_names_are_short_and_global_ones_stay() {
        let small = small_script(
            "// why\nvar shared = (function () { let counted = 1; return counted + 1; })();",
        );
        assert_eq!(
            small.as_deref(),
            Some("var shared=(function(){let e=1;return e+1})();")
        );
    }

    #[test]
    fn what_is_no_script_is_left_alone() {
        assert_eq!(small_script("let = ="), None);
    }
}
