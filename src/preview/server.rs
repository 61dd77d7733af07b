use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::ops::Bound;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, Response, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use headers::{ContentRange, HeaderMapExt as _, Range};
use jiff::civil::Date;
use percent_encoding::percent_decode_str;
use tokio::sync::{oneshot, watch};
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use super::overlay;
use super::watch::watch;
use super::worker::{Job, Reply, Shown, Worker};
use crate::diagnostics::Language;
use crate::site::SiteOptions;
use crate::source::Snapshot;

/// How the preview runs.
pub struct PreviewOptions {
    /// The portal's folder.
    pub root: PathBuf,
    /// Where it listens.
    pub host: IpAddr,
    /// On which port; 0 for any that is free.
    pub port: u16,
    /// Whether files are looked at again and again, where no events arrive.
    pub poll: bool,
    /// Of messages; the portal's where absent.
    pub language: Option<Language>,
    /// Whether there is an index.
    pub site: SiteOptions,
}

impl std::fmt::Debug for PreviewOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PreviewOptions")
            .field("root", &self.root)
            .finish_non_exhaustive()
    }
}

/// Why the preview cannot run.
#[derive(Debug)]
pub enum PreviewError {
    /// The address cannot be listened on.
    Listen(SocketAddr, std::io::Error),
    /// The folder cannot be watched.
    Watch(notify::Error),
}

impl std::fmt::Display for PreviewError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Listen(address, error) => write!(f, "{address}: {error}"),
            Self::Watch(error) => write!(f, "{error} (--poll works where no events arrive)"),
        }
    }
}

impl std::error::Error for PreviewError {}

impl PreviewError {
    /// What happened and what to do, for whoever runs the command.
    pub fn in_language(&self, language: Language) -> String {
        match (language, self) {
            (Language::Chinese, Self::Listen(address, error)) => match error.kind() {
                std::io::ErrorKind::AddrInUse => {
                    format!("端口 {} 已被占用；请用 --port 换一个", address.port())
                }
                _ => format!("无法在 {address} 上提供预览：{error}"),
            },
            (Language::English, Self::Listen(address, error)) => match error.kind() {
                std::io::ErrorKind::AddrInUse => {
                    format!(
                        "port {} is in use; choose another with --port",
                        address.port()
                    )
                }
                _ => self.to_string(),
            },
            (Language::Chinese, Self::Watch(error)) => {
                format!("无法监视文件变化：{error}；请加上 --poll")
            }
            (Language::English, Self::Watch(_)) => self.to_string(),
        }
    }
}

/// Everything may come from the site itself and nothing from elsewhere; what is served here is what a server
/// should send for the published site too.
const POLICY: &str = "default-src 'self'";

struct Asked {
    jobs: mpsc::Sender<Job>,
    shown: watch::Receiver<Shown>,
}

/// Serves until the process ends. `started` is told the address; `report` each compilation's findings.
///
/// # Errors
/// Where the address cannot be listened on or the folder cannot be watched.
pub fn serve(
    options: &PreviewOptions,
    as_of: &(dyn Fn(&Snapshot) -> Date + Sync),
    started: &dyn Fn(SocketAddr),
    report: &(dyn Fn(&str) + Sync),
) -> Result<(), PreviewError> {
    let address = SocketAddr::new(options.host, options.port);
    let listener = std::net::TcpListener::bind(address)
        .and_then(|listener| listener.set_nonblocking(true).map(|()| listener))
        .map_err(|error| PreviewError::Listen(address, error))?;
    let (jobs, asked) = mpsc::channel();
    let (shown, seen) = watch::channel(Shown::default());
    let _watch = watch(&options.root, options.poll, jobs.clone()).map_err(PreviewError::Watch)?;
    started(listener.local_addr().unwrap_or(address));
    let (root, language, site, shown) = (&options.root, options.language, options.site, &shown);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let worker = Worker {
                root,
                as_of,
                language,
                options: site,
                shown,
                report,
            };
            worker.run(&asked);
        });
        run(listener, jobs, seen).map_err(|error| PreviewError::Listen(address, error))
    })
}

fn run(
    listener: std::net::TcpListener,
    jobs: mpsc::Sender<Job>,
    shown: watch::Receiver<Shown>,
) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let router = Router::new()
            .route("/.lanmu/events", get(events))
            .fallback(file)
            .with_state(Arc::new(Asked { jobs, shown }));
        axum::serve(tokio::net::TcpListener::from_std(listener)?, router).await
    })
}

/// Each compilation as it happens, the present one first.
async fn events(
    State(asked): State<Arc<Asked>>,
) -> Sse<impl tokio_stream::Stream<Item = Result<Event, Infallible>>> {
    let shown = WatchStream::new(asked.shown.clone()).filter(|shown| shown.generation > 0);
    let events = shown.map(|shown| {
        let data = serde_json::json!({
            "generation": shown.generation,
            "errors": shown.errors,
            "warnings": shown.warnings,
            "head": shown.head,
            "hide": shown.hide,
            "show": shown.show,
            "text": shown.text,
        });
        Ok(Event::default().data(data.to_string()))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn file(State(asked): State<Arc<Asked>>, request: Request<Body>) -> Response<Body> {
    let path = percent_decode_str(request.uri().path())
        .decode_utf8_lossy()
        .into_owned();
    let path = path.trim_start_matches('/');
    if let Some(own) = path.strip_prefix(overlay::FOLDER) {
        return match own {
            "overlay.js" => respond(StatusCode::OK, "overlay.js", overlay::SCRIPT.into()),
            "overlay.css" => respond(StatusCode::OK, "overlay.css", overlay::STYLE.into()),
            _ => respond(StatusCode::NOT_FOUND, "", Vec::new()),
        };
    }
    let path = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    let range = request.headers().typed_get::<Range>();
    let (reply, answer) = oneshot::channel();
    if asked.jobs.send(Job::Make(path.clone(), reply)).is_err() {
        return respond(StatusCode::SERVICE_UNAVAILABLE, "", Vec::new());
    }
    match answer.await {
        Ok(Reply::Found(bytes)) => match range.and_then(|range| one_part(&range, bytes.len())) {
            Some(part) => respond_with_part(&path, &bytes, part),
            None => respond(StatusCode::OK, &path, bytes),
        },
        Ok(Reply::Missing(bytes)) => respond(StatusCode::NOT_FOUND, "404.html", bytes),
        Ok(Reply::Moved(to)) => moved(&to),
        Ok(Reply::Broken(bytes)) => respond(StatusCode::INTERNAL_SERVER_ERROR, "x.html", bytes),
        Err(_) => respond(StatusCode::SERVICE_UNAVAILABLE, "", Vec::new()),
    }
}

fn moved(to: &str) -> Response<Body> {
    let response = Response::builder()
        .status(StatusCode::FOUND)
        .header(header::LOCATION, to)
        .body(Body::empty());
    // A tree's folder is a name of the configuration's.
    response.unwrap_or_default()
}

/// The part of a file that is asked for, where it is one: of several the whole is sent, as a server may (RFC 9110, 14.2).
fn one_part(range: &Range, length: usize) -> Option<std::ops::Range<usize>> {
    let mut parts = range.satisfiable_ranges(length as u64);
    let (start, end) = parts.next().filter(|_| parts.next().is_none())?;
    let start = match start {
        Bound::Included(start) => start,
        _ => 0,
    };
    let end = match end {
        Bound::Included(last) => last + 1,
        Bound::Excluded(end) => end,
        Bound::Unbounded => length as u64,
    };
    let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
    (start < end).then_some(start..end.min(length))
}

fn respond_with_part(path: &str, bytes: &[u8], part: std::ops::Range<usize>) -> Response<Body> {
    let whole = Some(bytes.len() as u64);
    let content_range = ContentRange::bytes(part.start as u64..part.end as u64, whole);
    let mut response = respond(StatusCode::PARTIAL_CONTENT, path, bytes[part].to_vec());
    if let Ok(content_range) = content_range {
        response.headers_mut().typed_insert(content_range);
    }
    response
}

fn respond(status: StatusCode, path: &str, bytes: Vec<u8>) -> Response<Body> {
    let response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type(path))
        .header(header::CONTENT_SECURITY_POLICY, POLICY)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::ACCEPT_RANGES, "bytes")
        .body(Body::from(bytes));
    // Constant headers are valid.
    response.unwrap_or_default()
}

/// The types of what a site holds; everything else is a download.
fn content_type(path: &str) -> &'static str {
    match crate::source::extension(path) {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
